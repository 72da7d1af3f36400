import { LightningElement, api } from 'lwc';
import type { Problem } from '../../../../../softphone/core/index.ts';
import MEND_MICROPHONE from '@salesforce/label/c.Softphone_Mend_AllowMicrophone';
import MEND_RETRY from '@salesforce/label/c.Softphone_Mend_Retry';
import MEND_WAIT from '@salesforce/label/c.Softphone_Mend_Wait';
import { raise } from 'c/softphoneCommand';
import { problemWords } from 'c/softphoneProblemWords';

const MENDS: Readonly<Record<'retry' | 'allowMicrophone', string>> = {
  retry: MEND_RETRY,
  allowMicrophone: MEND_MICROPHONE,
};

/** What keeps the agent from working, the gravest first: what it is, what to do, and the button that does it. */
export default class SoftphoneProblems extends LightningElement {
  @api problems: readonly Problem[] = [];

  words = { wait: MEND_WAIT };

  /** Three problems may have to be scrolled, also by keyboard. */
  get tabStop(): string {
    return this.problems.length > 2 ? '0' : '-1';
  }

  get rows() {
    return this.problems.map((problem) => {
      const grave = problem.mend === 'retry' || problem.mend === 'allowMicrophone';
      return {
        key: problem.code,
        ...problemWords(problem),
        mend: problem.mend,
        action: grave ? MENDS[problem.mend] : undefined,
        waits: problem.mend === 'wait',
        iconName: grave ? 'utility:error' : 'utility:warning',
        className: grave ? 'problem problem_grave' : 'problem',
      };
    });
  }

  mend(event: MouseEvent): void {
    const type = (event.currentTarget as HTMLElement).dataset.mend as 'retry' | 'allowMicrophone';
    raise(this, { type });
  }
}
