import { describe, expect, it } from '@jest/globals';
import { checkArguments } from './checkArguments.ts';

describe('arguments of Open CTI methods', () => {
  it.each([
    ['setSoftphonePanelHeight', { heightPX: 240 }],
    ['setSoftphonePanelHeight', { heightPX: 2560 }],
    ['setSoftphonePanelWidth', { widthPX: 1920 }],
    ['setSoftphonePanelVisibility', { visible: false }],
    ['screenPop', { type: 'search', params: { searchString: 'abc' } }],
    ['screenPop', { type: 'sobject', params: { recordId: '003' } }],
    ['searchAndScreenPop', { callType: null }],
    ['searchAndScreenPop', { callType: 'INBOUND' }],
    ['saveLog', { value: { Id: '00T' } }],
    ['getAppViewInfo', {}],
  ])('%s takes %j', (method, args) => {
    expect(checkArguments(method, args)).toEqual([]);
  });

  it.each([
    ['setSoftphonePanelHeight', { heightPX: 239 }, 'heightPX'],
    ['setSoftphonePanelHeight', { heightPX: 2561 }, 'heightPX'],
    ['setSoftphonePanelWidth', { widthPX: 199 }, 'widthPX'],
    ['setSoftphonePanelWidth', { widthPX: '300' }, 'widthPX'],
    ['setSoftphonePanelVisibility', {}, 'visible'],
    ['setSoftphoneItemLabel', { label: '' }, 'label'],
    ['screenPop', { type: 'SOBJECT', params: {} }, 'type'],
    ['screenPop', { type: 'sobject', params: {} }, 'recordId'],
    ['screenPop', { type: 'search', params: { searchString: 'ab' } }, 'searchString'],
    ['screenPop', { type: 'url' }, 'params'],
    ['searchAndScreenPop', {}, 'callType'],
    ['saveLog', { value: {} }, 'entityApiName'],
    ['runApex', { methodName: 'a' }, 'apexClass'],
  ])('%s refuses %j', (method, args, parameter) => {
    const [error, ...others] = checkArguments(method, args);

    expect(error).toMatchObject({ code: 'INVALID_PARAM' });
    expect(error!.description).toContain(`passed to the parameter ${parameter}.`);
    expect(others).toEqual([]);
  });

  it('words a missing number as Salesforce does', () => {
    expect(checkArguments('setSoftphonePanelHeight', {})[0]!.description).toBe(
      'An invalid value was passed to the parameter heightPX. A numeric value was expected, but undefined was found instead.',
    );
  });
});
