/* global jest -- this runs inside jest's environment */
/** A browser on a busy machine takes its time; what never comes fails by the wait for it, with a sentence. */
jest.setTimeout(300_000);
