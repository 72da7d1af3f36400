import SoftphoneHelp from 'c/softphoneHelp';
import type { Interaction } from '../../../../../../softphone/core/index.ts';
import { mount, unmountAll } from '../../../../../../test/components/mount.ts';
import { aConnectedInteraction } from '../../../../../../test/components/views.ts';

function mountWith(changes: Partial<Interaction>, may: readonly string[] = ['askForHelp']) {
  return mount('c-softphone-help', SoftphoneHelp, { interaction: aConnectedInteraction(changes), may });
}

describe('c-softphone-help', () => {
  afterEach(unmountAll);

  it('tells the agent who speaks, and that the customer does not hear it', () => {
    const help = mountWith({ coachName: 'Sofia Supervisor' });

    expect(help.text('.coached')).toBe('Sofia Supervisor speaks to you. The customer does not hear it.');
    expect(help.has('.take-back')).toBe(false);
  });

  it('tells that help is asked for, until the agent takes it back', () => {
    const help = mountWith({ helpAsked: true });
    expect(help.text('.asked')).toBe('Help asked. Supervisors see it.');

    help.find('.take-back').click();
    help.find('.take-back').dispatchEvent(new MouseEvent('click', { detail: 2 }));

    expect(help.commands).toEqual([{ type: 'askForHelp', interactionId: 'interaction-1', asked: false }]);
  });

  it('takes nothing back while the connector cannot be told', () => {
    const button = mountWith({ helpAsked: true }, []).find('.take-back') as HTMLButtonElement;

    expect(button.disabled).toBe(true);
  });

  it('is accessible', async () => {
    const { element } = mountWith({ helpAsked: true, coachName: 'Sofia Supervisor' });

    await expect(element).toBeAccessible();
  });
});
