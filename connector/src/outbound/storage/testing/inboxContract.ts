import { describe, expect, it } from '@jest/globals';
import type { InteractionId, PartyId } from '../../../../../softphone/core/index.ts';
import type { Store } from '../../../callCenter/ports/store.ts';
import type { LegId } from '../../../callCenter/ports/telephony.ts';
import type { TelephonyNews } from '../../../callCenter/telephonyEvents.ts';

/** The part of the contract about news that is kept until turns have taken it in. */
export function inboxContract(store: () => Store, reopen: () => Promise<void>): void {
  const newsOf = (place: number): TelephonyNews => ({
    key: `news-${place}`,
    type: 'legAnswered',
    interactionId: 'i1' as InteractionId,
    partyId: 'customer' as PartyId,
    legId: 'CA1' as LegId,
  });
  const keptNews = async () =>
    (await store().readSheets(await store().keptSheets(100))).flatMap(({ news }) => news);

  describe('the inbox', () => {
    it('keeps all that comes at a time, in order, on one sheet', async () => {
      const news = Array.from({ length: 50 }, (_, place) => newsOf(place));

      const sheets = await Promise.all(news.map((each) => store().keepNews(each)));
      await reopen();

      expect(new Set(sheets.map(({ id }) => id)).size).toBe(1);
      expect(sheets[0]?.size).toBe(50);
      expect(await keptNews()).toEqual(news);
    });

    it('forgets a sheet when it is told to, and no other', async () => {
      const first = await store().keepNews(newsOf(1));
      await store().keepNews(newsOf(2));
      expect(await store().countSheets()).toBe(2);

      await store().forgetSheets([first.id]);
      await reopen();

      expect(await keptNews()).toEqual([newsOf(2)]);
    });

    it('shows the oldest first, and no more than were asked for', async () => {
      const sheets = [];
      for (const place of [1, 2, 3]) sheets.push(await store().keepNews(newsOf(place)));

      expect(await store().keptSheets(2)).toEqual(sheets.slice(0, 2).map(({ id }) => id));
    });

    it('has kept what is under way when it is closed', async () => {
      const keeping = store().keepNews(newsOf(1));
      await reopen();
      await keeping;

      expect(await keptNews()).toEqual([newsOf(1)]);
    });
  });
}
