import { LightningElement, api } from 'lwc';
import type { AgentDay, DayState, Instant } from '../../../../../softphone/core/index.ts';
import ANSWERED from '@salesforce/label/c.Softphone_Day_Answered';
import DIALED from '@salesforce/label/c.Softphone_Day_Dialed';
import HANDLE_TIME from '@salesforce/label/c.Softphone_Day_HandleTime';
import MISSED from '@salesforce/label/c.Softphone_Day_Missed';
import TITLE from '@salesforce/label/c.Softphone_Day_Title';
import NOT_READY from '@salesforce/label/c.Softphone_State_NotReadyPlain';
import ON_CALL from '@salesforce/label/c.Softphone_State_OnCall';
import READY from '@salesforce/label/c.Softphone_State_Ready';
import RESERVED from '@salesforce/label/c.Softphone_State_Reserved';
import WRAP_UP from '@salesforce/label/c.Softphone_State_WrapUp';
import { clockTime } from 'c/softphoneFormat';

/** In the order in which they are drawn. */
const STATES: readonly (readonly [DayState, string])[] = [
  ['ready', READY],
  ['onCall', ON_CALL],
  ['wrapUp', WRAP_UP],
  ['reserved', RESERVED],
  ['notReady', NOT_READY],
];
const NOTHING = '–';

/** What the agent has done today: calls, handle time, and the time in each state, of which the present one runs. */
export default class SoftphoneDay extends LightningElement {
  @api day?: AgentDay;

  words = { title: TITLE };

  get figures() {
    const { answered, missed, dialed, averageHandleSeconds } = this.day ?? {};
    return [
      { key: 'answered', label: ANSWERED, value: answered ?? NOTHING },
      { key: 'missed', label: MISSED, value: missed ?? NOTHING },
      { key: 'dialed', label: DIALED, value: dialed ?? NOTHING },
      {
        key: 'handleTime',
        label: HANDLE_TIME,
        value: averageHandleSeconds === undefined ? NOTHING : clockTime(averageHandleSeconds),
      },
    ];
  }

  get states() {
    return STATES.map(([name, label]) => {
      const ms = this.day?.timesMs[name] ?? 0;
      const runs = this.day?.running === name;
      return {
        key: name,
        label,
        time: clockTime(ms / 1000),
        since: runs && this.day ? ((this.day.at - ms) as Instant) : undefined,
        dotClass: `dot dot_${name}`,
        partClass: `part dot_${name}`,
        partStyle: `flex-grow: ${ms}`,
      };
    });
  }
}
