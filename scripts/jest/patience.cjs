/* global jest -- this runs inside jest's environment */
/** A busy machine takes its time, and a time fails no test; what never comes fails by the wait for it. */
jest.setTimeout(300_000);
