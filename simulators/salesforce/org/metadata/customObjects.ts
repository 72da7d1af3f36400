import { basename, dirname } from 'node:path';
import { field, lookup, text } from '../schema/fieldSpec.ts';
import type { FieldOptions, FieldSpec, FieldType } from '../schema/fieldSpec.ts';
import type { ObjectDefinition, Sharing } from '../schema/schema.ts';
import { element, elements, isTrue, metadataFiles, readMetadata, textOf } from './xml.ts';
import type { XmlElement } from './xml.ts';

const TYPES: Readonly<Record<string, FieldType>> = {
  Text: 'string',
  TextArea: 'textarea',
  LongTextArea: 'textarea',
  Html: 'textarea',
  AutoNumber: 'string',
  Number: 'double',
  Currency: 'currency',
  Percent: 'percent',
  Checkbox: 'boolean',
  Date: 'date',
  DateTime: 'datetime',
  Phone: 'phone',
  Email: 'email',
  Url: 'url',
  Picklist: 'picklist',
  MultiselectPicklist: 'multipicklist',
  MetadataRelationship: 'string',
  Lookup: 'reference',
  MasterDetail: 'reference',
};

/** Standard objects together with the custom fields, objects and metadata types of source folders (`objects/<Name>/...`). */
export function withCustomMetadata(
  standard: readonly ObjectDefinition[],
  folders: readonly string[],
): readonly ObjectDefinition[] {
  const objectFiles = metadataFiles(folders, '.object-meta.xml').map((path) => ({
    name: basename(path, '.object-meta.xml'),
    xml: readMetadata(path, 'CustomObject'),
  }));
  const fields = customFields(folders);

  const sharing = new Map(objectFiles.map(({ name, xml }) => [name, sharingOf(xml)]));
  const created = objectFiles
    .filter(({ name }) => /__(?:c|mdt)$/.test(name))
    .map((file) => (isSettings(file.name) ? settingsType(file) : customObject(file)));
  const withActivities = objectFiles
    .filter(({ xml }) => isTrue(xml, 'enableActivities'))
    .map(({ name }) => name);

  return [...standard, ...created].map((definition) => ({
    ...definition,
    sharing: sharing.get(definition.name) ?? 'ReadWrite',
    fields: [
      ...definition.fields.map((spec) => (spec.name === 'WhatId' ? alsoTo(spec, withActivities) : spec)),
      ...(fields.get(definition.name) ?? []),
    ],
  }));
}

function sharingOf(xml: XmlElement): Sharing {
  const model = textOf(xml, 'sharingModel');
  return model === 'Private' || model === 'Read' ? model : 'ReadWrite';
}

/** Custom fields by object. Fields of Activity appear on Task. */
function customFields(folders: readonly string[]): ReadonlyMap<string, readonly FieldSpec[]> {
  const byObject = new Map<string, readonly FieldSpec[]>();
  for (const path of metadataFiles(folders, '.field-meta.xml')) {
    const folderName = basename(dirname(dirname(path)));
    const object = folderName === 'Activity' ? 'Task' : folderName;
    byObject.set(object, [...(byObject.get(object) ?? []), customField(readMetadata(path, 'CustomField'))]);
  }
  return byObject;
}

/** A custom metadata type: its records are settings that come with a deployment. */
function settingsType(source: { name: string; xml: XmlElement }): ObjectDefinition {
  const label = textOf(source.xml, 'label') ?? source.name;
  const readOnly: FieldOptions = { writable: 'readOnly', permissionable: false };
  return {
    name: source.name,
    label,
    labelPlural: textOf(source.xml, 'pluralLabel') ?? `${label}s`,
    keyPrefix: keyPrefixOf(source.name, 'm'),
    kind: 'settings',
    fields: [
      text('DeveloperName', 40, { ...readOnly, unique: true }),
      text('MasterLabel', 40, { ...readOnly, nameField: true, label: 'Label' }),
      text('Label', 40, readOnly),
      text('QualifiedApiName', 70, readOnly),
      text('NamespacePrefix', 15, readOnly),
      text('Language', 40, readOnly),
      field('IsProtected', 'boolean', { ...readOnly, label: 'Protected Component', defaultValue: false }),
    ],
  };
}

function isSettings(name: string): boolean {
  return name.endsWith('__mdt');
}

function customObject(source: { name: string; xml: XmlElement }): ObjectDefinition {
  const nameField = element(source.xml, 'nameField');
  const autoNumber = textOf(nameField, 'displayFormat');
  const label = textOf(source.xml, 'label') ?? source.name;
  return {
    name: source.name,
    label,
    labelPlural: textOf(source.xml, 'pluralLabel') ?? `${label}s`,
    keyPrefix: keyPrefixOf(source.name),
    fields: [
      text('Name', 80, {
        nameField: true,
        permissionable: false,
        label: textOf(nameField, 'label') ?? 'Name',
        ...(autoNumber === undefined ? {} : { autoNumber, writable: 'readOnly' }),
      }),
      lookup('OwnerId', ['Group', 'User'], { permissionable: false }),
    ],
  };
}

/** Follows from the name alone, so that kept records stay with their object when others are added. */
function keyPrefixOf(name: string, first: 'a' | 'm' = 'a'): string {
  const hash = Array.from(name).reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 1296, 0);
  return `${first}${hash.toString(36).padStart(2, '0')}`;
}

function customField(xml: XmlElement): FieldSpec {
  const name = textOf(xml, 'fullName') ?? '';
  const kind = textOf(xml, 'type') ?? 'Text';
  const target = textOf(xml, 'referenceTo');
  const common = {
    ...textOptions(xml),
    ...valueOptions(xml),
    required: isTrue(xml, 'required') || kind === 'MasterDetail',
  };
  const options = { ...common, permissionable: !common.required };

  if (target === undefined || kind === 'MetadataRelationship')
    return field(name, TYPES[kind] ?? 'string', options);
  const children = textOf(xml, 'relationshipName');
  return lookup(name, target, {
    ...options,
    masterDetail: kind === 'MasterDetail',
    ...(children !== undefined && { childRelationship: `${children}__r` }),
  });
}

function textOptions(xml: XmlElement): FieldOptions {
  const label = textOf(xml, 'label');
  const length = textOf(xml, 'length');
  return {
    ...(label !== undefined && { label }),
    ...(length !== undefined && { length: Number(length) }),
    unique: isTrue(xml, 'unique'),
    externalId: isTrue(xml, 'externalId'),
    caseSensitive: isTrue(xml, 'caseSensitive'),
    scale: Number(textOf(xml, 'scale') ?? 0),
    precision: Number(textOf(xml, 'precision') ?? 18),
  };
}

function valueOptions(xml: XmlElement): FieldOptions {
  const valueSet = element(xml, 'valueSet');
  const values = elements(element(valueSet, 'valueSetDefinition'), 'value');
  const chosen = values.find((value) => isTrue(value, 'default'));
  const defaultValue =
    textOf(xml, 'type') === 'Checkbox' ? isTrue(xml, 'defaultValue') : textOf(chosen, 'fullName');
  const formula = textOf(xml, 'formula');
  const computed = formula !== undefined;
  const autoNumber = textOf(xml, 'displayFormat');
  return {
    picklist: values.map((value) => textOf(value, 'fullName') ?? ''),
    restricted: isTrue(valueSet, 'restricted'),
    defaultValue,
    calculated: computed,
    formula,
    ...(autoNumber !== undefined && { autoNumber }),
    ...((computed || autoNumber !== undefined) && { writable: 'readOnly' }),
  };
}

function alsoTo(spec: FieldSpec, objects: readonly string[]): FieldSpec {
  return { ...spec, referenceTo: [...spec.referenceTo, ...objects] };
}
