import { LightningElement, api } from 'lwc';
import readNumbers from '@salesforce/apex/CallNumbers.read';
import DO_NOT_CALL from '@salesforce/label/c.Numbers_DoNotCall';
import DO_NOT_CALL_TEXT from '@salesforce/label/c.Numbers_DoNotCall_Text';
import EMPTY from '@salesforce/label/c.Numbers_Empty';
import TITLE from '@salesforce/label/c.Numbers_Title';
import { wordsOf } from 'c/connectorApi';

interface PhoneNumber {
  readonly field: string;
  readonly label: string;
  readonly value: string;
}

/** The phone numbers of a record, to click; of someone who asked not to be called they are only shown. */
export default class CallNumbers extends LightningElement {
  @api recordId = '';

  numbers: readonly PhoneNumber[] = [];
  doNotCall = false;
  loaded = false;
  problem = '';
  words = { title: TITLE, empty: EMPTY, doNotCall: DO_NOT_CALL, doNotCallText: DO_NOT_CALL_TEXT };

  connectedCallback(): void {
    this.load();
  }

  get isEmpty(): boolean {
    return this.loaded && this.numbers.length === 0;
  }

  get isWarned(): boolean {
    return this.doNotCall && this.numbers.length > 0;
  }

  async load(): Promise<void> {
    try {
      const { numbers, doNotCall } = (await readNumbers({ recordId: this.recordId })) as {
        numbers: readonly PhoneNumber[];
        doNotCall: boolean;
      };
      this.numbers = numbers;
      this.doNotCall = doNotCall;
      this.loaded = true;
    } catch (failure) {
      this.problem = wordsOf(failure);
    }
  }
}
