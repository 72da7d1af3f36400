import { setupUrl, stepGroups } from 'c/ctiSetupSteps';

const steps = stepGroups.flatMap((group) => group.steps);

describe('the steps of the set-up', () => {
  it('stand there once each', () => {
    expect(new Set(steps.map(({ name }) => name)).size).toBe(steps.length);
  });

  it('say what to do where the connector does not', () => {
    const mute = steps.filter(({ source, remedy }) => source !== 'connector' && remedy === undefined);

    expect(mute).toEqual([]);
  });

  it('lead to their page of Setup', () => {
    const urlOf = (name: string) => setupUrl(steps.find((step) => step.name === name) ?? steps[0]!);

    expect(urlOf('callCenter')).toBe('/lightning/setup/CallCenters/home');
    expect(urlOf('taskLayout')).toBe('/lightning/setup/ObjectManager/Task/PageLayouts/view');
    expect(urlOf('twilioAccount')).toBe('');
  });
});
