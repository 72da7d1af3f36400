import { LightningElement, wire } from 'lwc';
import RECORDING from '@salesforce/label/c.Calls_Recording';
import { CurrentPageReference, type PageReference } from 'lightning/navigation';

/** The page behind the link in a Task: `/lightning/cmp/c__callRecording?c__key=<log key>`. */
export default class CallRecording extends LightningElement {
  @wire(CurrentPageReference) reference?: PageReference;

  words = { recording: RECORDING };

  get key(): string {
    return this.reference?.state?.c__key ?? '';
  }
}
