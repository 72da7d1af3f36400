import { join } from 'node:path';
import { wellKnown } from '../../simulators/salesforce/index.ts';
import type { World } from '../../test/journeys/support/world.ts';

/** Takes a picture of the wallboard, as it is at this moment, into a folder. */
export async function takeWallboardPicture(world: World, folder: string): Promise<void> {
  const supervisor = await world.agent({ username: wellKnown.users.supervisor });
  await supervisor.visit('/lightning/n/CTI_Wallboard');
  await supervisor.page.getByText('Live', { exact: true }).waitFor();
  const path = join(folder, 'wallboard.png');
  await supervisor.page.screenshot({ path, animations: 'disabled', caret: 'hide' });
  console.log(path);
  await supervisor.context.close();
}
