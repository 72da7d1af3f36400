import type { BoardQueue } from '../../../../../softphone/wallboard/board.ts';
import CALL from '@salesforce/label/c.Wallboard_Agents_Column_Call';
import CALL_SINCE from '@salesforce/label/c.Wallboard_Agents_Column_CallSince';
import NAME from '@salesforce/label/c.Wallboard_Agents_Column_Name';
import NEXT from '@salesforce/label/c.Wallboard_Agents_Column_Next';
import QUEUE from '@salesforce/label/c.Wallboard_Agents_Column_Queue';
import SINCE from '@salesforce/label/c.Wallboard_Agents_Column_Since';
import STATE from '@salesforce/label/c.Wallboard_Agents_Column_State';
import ANY_QUEUE from '@salesforce/label/c.Wallboard_Filter_Queue_Any';
import ALL from '@salesforce/label/c.Wallboard_Filter_State_All';
import LOGGED_IN from '@salesforce/label/c.Wallboard_Filter_State_LoggedIn';
import { stateName } from 'c/ctiWallboardWords';
import type { Column, Look } from 'c/ctiWallboardRows';

const COLUMNS: readonly (readonly [Column, string])[] = [
  ['name', NAME],
  ['state', STATE],
  ['since', SINCE],
  ['next', NEXT],
  ['call', CALL],
  ['queue', QUEUE],
  ['callSince', CALL_SINCE],
];

const STATES = ['ready', 'reserved', 'onCall', 'wrapUp', 'notReady', 'loggedOut'] as const;

/** The columns that sort, with the mark of the one that does. */
export function headOf({ column, descending }: Look) {
  return COLUMNS.map(([name, words]) => {
    const sorts = name === column;
    return {
      name,
      words,
      sorts,
      headClass: `column column_${name}`,
      order: !sorts ? 'none' : descending ? 'descending' : 'ascending',
      iconName: descending ? 'utility:arrowdown' : 'utility:arrowup',
    };
  });
}

/** What can be chosen as a state. */
export function stateChoices(chosen: Look['state']) {
  const choices: readonly (readonly [Look['state'], string])[] = [
    ['loggedIn', LOGGED_IN],
    ['all', ALL],
    ...STATES.map((state) => [state, stateName(state)] as const),
  ];
  return choices.map(([value, words]) => ({ value, words, chosen: value === chosen }));
}

/** What can be chosen as a queue. */
export function queueChoices(queues: readonly BoardQueue[], chosen: string) {
  const names = queues.map(({ name }) => ({ value: name, words: name, chosen: name === chosen }));
  return [{ value: '', words: ANY_QUEUE, chosen: chosen === '' }, ...names];
}
