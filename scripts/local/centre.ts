/** The local centre: its numbers, and how a call on each is treated. Numbers are reserved for fiction. */
export const centre = {
  mainNumber: '+14155550170',
  caseNumber: '+14155550171',
  /** Asks for an agent's extension. */
  directNumber: '+14155550172',
  salesNumber: '+14155550173',
  queue: 'Support',
  salesQueue: 'Sales',
} as const;

/** The connector's `CONNECTOR_ENTRY_POINTS`. */
export const entryPoints = [
  { dnis: centre.mainNumber, queue: centre.queue },
  {
    dnis: centre.caseNumber,
    queue: centre.queue,
    casePrompt: 'Enter your case number, then press the pound key.',
  },
  {
    dnis: centre.directNumber,
    queue: centre.queue,
    extensionPrompt: 'Enter the extension of the person you want to speak with, then press the pound key.',
  },
  { dnis: centre.salesNumber, queue: centre.salesQueue },
];

/** The connector's `CONNECTOR_CALLER_IDS`: what customers can be shown. */
export const callerIds = `${centre.mainNumber}=${centre.queue},${centre.salesNumber}=${centre.salesQueue}`;

/** People who may hold the handset; those whom the fresh org knows come first. */
export const callers = [
  { name: 'Maria Alvarez, a contact', number: '+14155550100' },
  { name: 'James Porter or Grace Lin, who share a number', number: '+14155550111' },
  { name: 'Priya Raman, who has an open case', number: '+14155550144' },
  { name: 'Dana Whitfield, a lead', number: '+14155550133' },
  { name: 'Oliver Hughes, London', number: '+442079460321' },
  { name: 'Somebody whom nobody knows', number: '+14155550190' },
];
