import { LightningElement, api } from 'lwc';
import LOADING from '@salesforce/label/c.Calls_Loading';
import PLAY from '@salesforce/label/c.Calls_Play';
import RECORDING from '@salesforce/label/c.Calls_Recording';
import { recordingOf, wordsOf } from 'c/connectorApi';

/** Plays one recording. Nothing is fetched before one asks for it. */
export default class CallPlayer extends LightningElement {
  /** Key of the call log. */
  @api recordingKey = '';

  url = '';
  problem = '';
  loading = false;
  words = { play: PLAY, loading: LOADING, recording: RECORDING };

  async play(): Promise<void> {
    this.loading = true;
    this.problem = '';
    try {
      this.url = URL.createObjectURL(await recordingOf(this.recordingKey));
    } catch (failure) {
      this.problem = wordsOf(failure);
    }
    this.loading = false;
  }

  disconnectedCallback(): void {
    if (this.url !== '') URL.revokeObjectURL(this.url);
  }
}
