import { basename, dirname } from 'node:path';
import type { Access } from '../access/access.ts';
import { isTrue, metadataFiles, readMetadata, textOf } from '../metadata/xml.ts';
import { SalesforceError } from '../salesforceError.ts';
import type { ObjectSpec } from '../schema/schema.ts';
import type { Row } from '../store/database.ts';
import { apiValue } from '../store/fieldValues.ts';
import { parseFormula } from './formula.ts';
import type { FormulaScope, FormulaValue } from './formula.ts';

/** Refuses a record when its formula is true (Metadata API, ValidationRule). */
export interface ValidationRule {
  readonly object: string;
  readonly isBroken: (scope: FormulaScope) => FormulaValue;
  readonly message: string;
  readonly field: string | undefined;
}

export interface WrittenRecord {
  readonly after: Row;
  /** Empty for a new record. */
  readonly before: Row;
}

/** The active rules of `objects/<Object>/validationRules`. Those of Activity hold for Task. */
export function readValidationRules(folders: readonly string[]): readonly ValidationRule[] {
  return metadataFiles(folders, '.validationRule-meta.xml').flatMap((path) => {
    const xml = readMetadata(path, 'ValidationRule');
    const object = basename(dirname(dirname(path)));
    if (!isTrue(xml, 'active')) return [];
    return [
      {
        object: object === 'Activity' ? 'Task' : object,
        isBroken: parseFormula(textOf(xml, 'errorConditionFormula') ?? 'false'),
        message: textOf(xml, 'errorMessage') ?? '',
        field: textOf(xml, 'errorDisplayField'),
      },
    ];
  });
}

/** Throws `FIELD_CUSTOM_VALIDATION_EXCEPTION` for the first rule that the record breaks. */
export function checkRules(
  rules: readonly ValidationRule[],
  object: ObjectSpec,
  written: WrittenRecord & { readonly access: Access },
): void {
  const broken = rules.find(
    (rule) => rule.object === object.name && rule.isBroken(scopeOf(object, written)) === true,
  );
  if (!broken) return;
  const fields = broken.field === undefined ? [] : [broken.field];
  throw new SalesforceError('FIELD_CUSTOM_VALIDATION_EXCEPTION', broken.message, { fields });
}

function scopeOf(
  object: ObjectSpec,
  { after, before, access }: WrittenRecord & { access: Access },
): FormulaScope {
  const globals: Readonly<Record<string, FormulaValue>> = {
    '$User.Id': access.userId,
    '$Profile.Name': access.profileName,
  };
  const fieldOf = (row: Row, name: string): FormulaValue | undefined => {
    const spec = object.field(name);
    return spec && apiValue(spec, row[spec.name]);
  };
  return {
    isNew: before.Id === undefined,
    value: (name) => {
      if (name.startsWith('$Permission.'))
        return access.customPermissions.has(name.slice('$Permission.'.length));
      return globals[name] ?? fieldOf(after, name);
    },
    previous: (name) => fieldOf(before, name),
  };
}
