import type { AgentId } from '../../../../softphone/core/index.ts';
import type { PageNews } from '../pages/openPages.ts';
import type { NumberedDeskEvent } from '../ports/store.ts';
import type { CentreChanges } from '../turn.ts';

/** What every instance has to hear, in the same order. It goes from one to the others as JSON. */
export type CentreNews =
  | ({ readonly type: 'turn' } & TurnNews)
  | { readonly type: 'pages'; readonly news: PageNews }
  /** The outbox has something new that no turn has written. */
  | { readonly type: 'effectDue' };

/** What a turn has changed. */
export interface TurnNews {
  readonly told: readonly { readonly agentId: AgentId; readonly events: readonly NumberedDeskEvent[] }[];
  /** Whether the outbox has something new. */
  readonly asked: boolean;
  /** The agents whose history of the day reads otherwise now. */
  readonly changedHistories: readonly AgentId[];
  /** Whether other calls are parked now than before. */
  readonly parkedChanged: boolean;
  readonly changes: CentreChanges;
}

/** How news goes from one instance to the others. */
export function asJson(news: CentreNews): string {
  return JSON.stringify(news);
}

/** Whether there is anything to tell. */
export function tells({ told, asked, changedHistories, parkedChanged, changes }: TurnNews): boolean {
  const lists = [told, changedHistories, changes.desks, changes.interactions, changes.facts];
  return asked || parkedChanged || lists.some(({ length }) => length > 0);
}
