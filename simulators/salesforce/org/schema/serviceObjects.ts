import { email, field, flag, longText, lookup, phone, picklist, text } from './fieldSpec.ts';
import type { FieldSpec } from './fieldSpec.ts';
import type { ObjectDefinition } from './schema.ts';

const days = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];
const openingTimes: readonly FieldSpec[] = days.flatMap((day) => [
  field(`${day}StartTime`, 'time'),
  field(`${day}EndTime`, 'time'),
]);

/** Objects by which an org is organised: who owns what nobody owns yet, when it is open, what kinds of records it has. */
export const serviceObjects: readonly ObjectDefinition[] = [
  {
    name: 'Group',
    label: 'Group',
    labelPlural: 'Groups',
    keyPrefix: '00G',
    kind: 'people',
    fields: [
      text('Name', 40, { nameField: true, required: true }),
      text('DeveloperName', 80),
      picklist('Type', ['Regular', 'Queue', 'Organization']),
      email('Email'),
    ],
  },
  {
    name: 'QueueSobject',
    label: 'Queue Sobject',
    labelPlural: 'Queue Sobjects',
    keyPrefix: '03g',
    kind: 'people',
    fields: [
      lookup('QueueId', 'Group', { required: true, childRelationship: 'QueueSobjects' }),
      text('SobjectType', 40),
    ],
  },
  {
    name: 'RecordType',
    label: 'Record Type',
    labelPlural: 'Record Types',
    keyPrefix: '012',
    kind: 'people',
    fields: [
      text('Name', 80, { nameField: true, required: true }),
      text('DeveloperName', 80),
      text('SobjectType', 40),
      text('Description', 255),
      flag('IsActive', { defaultValue: true }),
      flag('IsPersonType'),
    ],
  },
  {
    name: 'BusinessHours',
    label: 'Business Hours',
    labelPlural: 'Business Hours',
    keyPrefix: '01m',
    kind: 'people',
    fields: [
      text('Name', 80, { nameField: true, required: true }),
      flag('IsActive', { defaultValue: true }),
      flag('IsDefault'),
      text('TimeZoneSidKey', 40),
      ...openingTimes,
    ],
  },
  {
    name: 'Holiday',
    label: 'Holiday',
    labelPlural: 'Holidays',
    keyPrefix: '0C0',
    kind: 'people',
    fields: [
      text('Name', 80, { nameField: true, required: true }),
      longText('Description', 1000),
      field('ActivityDate', 'date'),
      flag('IsAllDay', { defaultValue: true }),
      field('StartTimeInMinutes', 'int'),
      field('EndTimeInMinutes', 'int'),
      flag('IsRecurrence'),
      picklist('RecurrenceType', [
        'RecursDaily',
        'RecursEveryWeekday',
        'RecursMonthly',
        'RecursMonthlyNth',
        'RecursWeekly',
        'RecursYearly',
        'RecursYearlyNth',
      ]),
      field('RecurrenceStartDate', 'date'),
      field('RecurrenceEndDateOnly', 'date'),
      field('RecurrenceInterval', 'int'),
      field('RecurrenceDayOfWeekMask', 'int'),
      field('RecurrenceDayOfMonth', 'int'),
      picklist('RecurrenceInstance', ['First', 'Second', 'Third', 'Fourth', 'Last']),
      picklist('RecurrenceMonthOfYear', months),
    ],
  },
  {
    name: 'TaskStatus',
    label: 'Task Status Value',
    labelPlural: 'Task Status Values',
    keyPrefix: '01T',
    kind: 'people',
    fields: [
      text('MasterLabel', 255, { nameField: true }),
      text('ApiName', 255),
      flag('IsClosed'),
      flag('IsDefault'),
      field('SortOrder', 'int'),
    ],
  },
  {
    name: 'AdditionalNumber',
    label: 'Additional Directory Number',
    labelPlural: 'Additional Directory Numbers',
    keyPrefix: '04m',
    kind: 'people',
    fields: [
      text('Name', 80, { nameField: true, required: true }),
      lookup('CallCenterId', 'CallCenter'),
      phone('Phone', { required: true }),
      text('Description', 255),
    ],
  },
];
