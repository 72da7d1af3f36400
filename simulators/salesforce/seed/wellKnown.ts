/**
 * Records every fresh org has, for tests and first steps. Ids are not fixed: find records by these values.
 *
 * All numbers are reserved for fiction by their country's regulator.
 */
export const wellKnown = {
  users: {
    administrator: 'admin@connector.example',
    agents: ['ana.agent@connector.example', 'ben.agent@connector.example', 'chloe.agent@connector.example'],
    supervisor: 'sofia.supervisor@connector.example',
    integration: 'integration@connector.example',
  },

  /** One contact, nobody else has this number. */
  uniqueContact: { name: 'Maria Alvarez', ani: '+14155550100', typed: '(415) 555-0100' },
  /** Two contacts of two accounts share it, each typed in another way. */
  sharedNumber: { ani: '+14155550111', names: ['James Porter', 'Grace Lin'] },
  /** A contact and the account it belongs to share it. */
  contactAndAccount: { ani: '+442079460321', contact: 'Oliver Hughes', account: 'Hughes & Daughters Ltd' },
  /** Only an account has it. */
  accountOnly: { ani: '+14155550122', account: 'Golden Gate Logistics' },
  /** Only a lead has it. */
  lead: { ani: '+14155550133', name: 'Dana Whitfield', company: 'Whitfield Studios' },
  /** An open case; its contact has the number. */
  case: {
    caseNumber: '00001042',
    subject: 'Machine stops after five minutes',
    contact: 'Priya Raman',
    ani: '+14155550144',
  },
  /** The number is on the case itself, left by somebody who is no contact. */
  suppliedPhoneCase: { subject: 'Question about an invoice', ani: '+14155550155' },
  /** The number is stored with an extension. */
  extension: { ani: '+14155550166', name: 'Hannah Vogel', typed: '(415) 555-0166 x204' },
  /** A person account, where these are switched on; the number is its mobile phone. */
  personAccount: { ani: '+14155550177', name: 'Elena Petrova', typed: '(415) 555-0177' },
  /** May own cases, leads and tasks. */
  queue: { name: 'Support', developerName: 'Support' },
  /** Nobody has it. */
  unknownAni: '+14155550199',
} as const;
