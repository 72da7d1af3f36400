import { afterAll, describe, expect, it } from '@jest/globals';
import { sampleFlow } from '../console/testing/sampleFlow.ts';
import { sampleProject } from '../console/testing/sampleProject.ts';
import { merged, ScreenFlows } from './screenFlows.ts';

const project = sampleProject();
const overlay = sampleProject();
afterAll(() => {
  project.remove();
  overlay.remove();
});

describe('a screen flow', () => {
  it('has inputs and screens; what is between two screens is passed over', () => {
    project.write('flows/Verify.flow-meta.xml', sampleFlow({ status: 'Active' }));

    expect(new ScreenFlows([project.forceApp]).find('Verify')).toMatchObject({
      label: 'Verify Caller',
      runs: true,
      inputs: ['ani', 'queue'],
      first: 'Ask',
      screens: [
        {
          name: 'Ask',
          label: 'Who calls?',
          next: 'Thanks',
          fields: [
            { type: 'DisplayText', text: 'Call from {!ani}' },
            { type: 'InputField', text: 'Call back', defaultValue: '{!ani}' },
          ],
        },
        { name: 'Thanks', next: undefined },
      ],
    });
  });

  it.each([{ status: 'Draft' as const }, { status: 'Active' as const, processType: 'AutoLaunchedFlow' }])(
    'does not run as %j',
    (kind) => {
      project.write('flows/Other.flow-meta.xml', sampleFlow(kind));

      expect(new ScreenFlows([project.forceApp]).find('Other')).toMatchObject({ runs: false });
    },
  );

  it('of an overlay takes the place of its namesake', () => {
    project.write('flows/Verify.flow-meta.xml', sampleFlow({ status: 'Active' }));
    overlay.write('flows/Verify.flow-meta.xml', sampleFlow({ status: 'Draft' }));

    expect(new ScreenFlows([project.forceApp, overlay.forceApp]).find('Verify')).toMatchObject({
      runs: false,
    });
  });

  it('shows the values of variables, and nothing for those that were not given', () => {
    expect(merged('From {!ani} in { !queue}{!queue}', new Map([['ani', '+1']]))).toBe('From +1 in { !queue}');
  });
});
