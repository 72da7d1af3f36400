/* global jest -- this runs inside jest's environment */
/**
 * Lets component tests read the custom labels as people do, in English, instead of by their names.
 */
const { readFileSync } = require('node:fs');
const path = require('node:path');
const { XMLParser } = require('fast-xml-parser');

const file = path.join(__dirname, '../../force-app/main/default/labels/CustomLabels.labels-meta.xml');
const { CustomLabels } = new XMLParser({ isArray: (name) => name === 'labels' }).parse(readFileSync(file));

for (const { fullName, value } of CustomLabels.labels) {
  jest.mock(`@salesforce/label/c.${fullName}`, () => ({ __esModule: true, default: String(value) }), {
    virtual: true,
  });
}
