import { describe, expect, it } from '@jest/globals';
import { fitted, taskShapeOf, usualTaskShape } from './taskShape.ts';

describe('the shape of Tasks', () => {
  it('is as the org describes it', () => {
    const fields = [{ name: 'Region__c', type: 'string', length: 40, scale: 0 }];

    expect(taskShapeOf({ describe: { fields }, statuses: undefined }, usualTaskShape).fields).toEqual({
      Region__c: { type: 'string', length: 40, scale: 0 },
    });
  });

  it.each([undefined, null, {}, { fields: null }, { fields: 'none' }])(
    'stays as it was where the description is none: %p',
    (describe) => {
      expect(taskShapeOf({ describe, statuses: undefined }, usualTaskShape)).toEqual(usualTaskShape);
    },
  );

  it('counts what is no length as none, so that values still fit', () => {
    const fields = [{ name: 'Amount__c', type: 'double', length: 'long', scale: 'deep' }];
    const shape = taskShapeOf({ describe: { fields }, statuses: undefined }, usualTaskShape);

    expect(fitted(shape.fields['Amount__c'], '12.5')).toBe(13);
  });
});
