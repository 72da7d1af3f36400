import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { wellKnown } from '../simulators/salesforce/index.ts';
import { startWorld } from '../test/journeys/support/world.ts';
import { centre } from './local/centre.ts';
import { takeCallControlPictures } from './screenshots/callControlPictures.ts';
import { takeAdminPictures } from './screenshots/adminPictures.ts';
import { takeWallboardPicture } from './screenshots/wallboardPicture.ts';

/** `npm run screenshots`: the pictures of docs/screenshots, taken from the running product. */
const folder = join(import.meta.dirname, '../docs/screenshots');
mkdirSync(folder, { recursive: true });

const world = await startWorld();
try {
  const { browser, system } = world;
  await takeAdminPictures({ browser, url: system.url, folder: join(folder, 'admin') });
  const agent = await world.agent();
  const take = async (name: string) => {
    // Pictures show what has come to rest: no transition, no caret.
    await agent.page.screenshot({ path: join(folder, `${name}.png`), animations: 'disabled', caret: 'hide' });
    console.log(`docs/screenshots/${name}.png`);
  };

  await agent.chooseState('Ready');
  await agent.shows('Ready');
  await agent.page.getByRole('link', { name: 'Contacts', exact: true }).click();
  await agent.sees('Contacts');
  await take('ready');

  const customer = await world.handset(wellKnown.case.ani);
  await customer.dial(centre.mainNumber);
  await agent.button('Accept').waitFor();
  await take('ringing');

  await agent.button('Accept').click();
  await agent.sees(wellKnown.case.contact);
  await agent.softphone
    .getByText(/^0:0[1-9]/)
    .first()
    .waitFor();
  await agent.softphone.getByRole('textbox', { name: 'Notes' }).fill('Machine stops. Technician on Tuesday.');
  await take('onCall');
  await takeWallboardPicture(world, join(folder, 'admin'));
  await customer.page.screenshot({ path: join(folder, 'handset.png'), fullPage: true });

  await customer.hangUp();
  await agent.shows('Wrap-up');
  await agent.softphone.getByText('Resolved').click();
  await take('wrapUp');

  await agent.button('Done').click();
  await agent.page.getByText(`Inbound call: ${wellKnown.case.ani}`).first().waitFor();
  await agent.softphone.getByRole('tab', { name: 'History' }).click();
  await take('history');

  await agent.page.getByRole('button', { name: 'Minimize' }).click();
  await take('record');

  await agent.openPanel();
  await agent.softphone.getByRole('tab', { name: 'Phone' }).click();
  await takeCallControlPictures(world, agent, take);
} finally {
  await world.stop();
}
