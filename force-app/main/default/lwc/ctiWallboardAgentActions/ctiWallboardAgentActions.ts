import { LightningElement, api } from 'lwc';
import type { BoardAgent } from '../../../../../softphone/wallboard/board.ts';
import CHOOSE from '@salesforce/label/c.Supervisor_Choose';
import OPEN from '@salesforce/label/c.Wallboard_Agents_Open';
import { fill } from 'c/softphoneFormat';

/** What a supervisor can do about an agent, at the end of the agent's row; `choose` asks for all of it. */
export default class CtiWallboardAgentActions extends LightningElement {
  @api agent!: BoardAgent;

  get userUrl(): string {
    return `/lightning/r/User/${this.agent.id}/view`;
  }

  get openWords(): string {
    return fill(OPEN, this.agent.name);
  }

  get chooseWords(): string {
    return fill(CHOOSE, this.agent.name);
  }

  choose(): void {
    const { id: detail } = this.agent;
    this.dispatchEvent(
      new CustomEvent<BoardAgent['id']>('choose', { detail, bubbles: true, composed: true }),
    );
  }
}
