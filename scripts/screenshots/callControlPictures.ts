import { wellKnown } from '../../simulators/salesforce/index.ts';
import { consult, take } from '../../test/journeys/support/callControl/panel.ts';
import type { AgentDesk } from '../../test/journeys/support/agentDesk.ts';
import type { World } from '../../test/journeys/support/world.ts';
import { centre } from '../local/centre.ts';

/** Pictures of a consult and of a parked call, from the desk of the agent who has them. */
export async function takeCallControlPictures(
  world: World,
  agent: AgentDesk,
  picture: (name: string) => Promise<void>,
): Promise<void> {
  const colleague = await world.agent({ username: wellKnown.users.agents[1] });
  await colleague.chooseState('Not ready: Break');
  const customer = await world.handset(wellKnown.contactAndAccount.ani);
  await customer.dial(centre.mainNumber);
  await take(agent);

  await consult(agent, 'Ben', 'Ben Agent');
  await take(colleague);
  await agent.button('Complete transfer').and(agent.softphone.locator(':enabled')).waitFor();
  await picture('consult');

  await agent.button('End consult').click();
  await agent.button('Resume').click();
  await agent.button('Park').click();
  await agent.softphone.getByRole('tab', { name: /Parked/ }).click();
  await agent.button(/^Pick up /).waitFor();
  await picture('parked');
  await customer.close();
}
