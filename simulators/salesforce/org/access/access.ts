import type { Grants, ObjectGrant } from '../metadata/permissionSets.ts';
import type { FieldSpec } from '../schema/fieldSpec.ts';
import type { ObjectSpec } from '../schema/schema.ts';
import type { Row } from '../store/database.ts';

/**
 * What one user may do: profile and permission sets together.
 *
 * Of an object whose records are private, a user without "view all" sees the own ones. Sharing rules, roles and teams
 * there are none.
 */
export interface Access {
  readonly userId: string;
  /** The platform itself, which an administrator's rules and required fields do not bind. */
  readonly platform: boolean;
  readonly profileName: string;
  readonly permissionSets: readonly string[];
  readonly userPermissions: ReadonlySet<string>;
  readonly customPermissions: ReadonlySet<string>;
  object(object: ObjectSpec): ObjectGrant;
  mayRead(object: ObjectSpec, field: FieldSpec): boolean;
  mayEdit(object: ObjectSpec, field: FieldSpec): boolean;
  /** False when records of others are hidden. */
  seesAll(object: ObjectSpec): boolean;
  seesRecord(object: ObjectSpec, row: Row): boolean;
  editsRecord(object: ObjectSpec, row: Row): boolean;
}

interface ProfileRights {
  /** Everything, whatever the grants say. */
  readonly administrator: boolean;
  /** Business objects with their standard fields; custom ones still need a permission set. */
  readonly standardObjects: boolean;
  readonly userPermissions: readonly string[];
}

/** Rights of the profiles the stand-in knows; any other profile grants nothing. */
export const PROFILES: Readonly<Record<string, ProfileRights>> = {
  'System Administrator': {
    administrator: true,
    standardObjects: true,
    userPermissions: [
      'ApiEnabled',
      'ActivitiesAccess',
      'EditTask',
      'ViewSetup',
      'CustomizeApplication',
      'ManageUsers',
    ],
  },
  'Standard User': {
    administrator: false,
    standardObjects: true,
    userPermissions: ['ApiEnabled', 'ActivitiesAccess', 'EditTask', 'ViewSetup'],
  },
  'Minimum Access - API Only Integrations': {
    administrator: false,
    standardObjects: false,
    userPermissions: ['ApiEnabled', 'ApiUserOnly'],
  },
};

const NONE: ObjectGrant = {
  read: false,
  create: false,
  edit: false,
  delete: false,
  viewAll: false,
  modifyAll: false,
};
const READ: ObjectGrant = { ...NONE, read: true };
/** Everything with the records one sees. */
const FULL: ObjectGrant = { ...READ, create: true, edit: true, delete: true };
const ALL: ObjectGrant = { ...FULL, viewAll: true, modifyAll: true };
/** System fields that records of custom metadata types lack (Object Reference, Custom Metadata Type__mdt). */
const NOT_OF_SETTINGS: ReadonlySet<string> = new Set([
  'IsDeleted',
  'CreatedDate',
  'CreatedById',
  'LastModifiedDate',
  'LastModifiedById',
]);

interface Holder {
  readonly userId: string;
  readonly profileName: string;
  readonly sets: readonly { readonly name: string; readonly grants: Grants }[];
}

/** Adds up what a user's profile and permission sets grant. */
export function accessOf(holder: Holder): Access {
  const profile = PROFILES[holder.profileName];
  const grants = holder.sets.map((set) => set.grants);
  const userPermissions = new Set([
    ...(profile?.userPermissions ?? []),
    ...grants.flatMap((grant) => [...grant.userPermissions]),
  ]);

  const businessGrant = (object: ObjectSpec): ObjectGrant => {
    if (object.name === 'Task') return activityGrant(userPermissions);
    if (profile?.standardObjects && !object.custom) {
      return grants.map((grant) => grant.objects.get(object.name) ?? NONE).reduce(either, FULL);
    }
    return grants.map((grant) => grant.objects.get(object.name) ?? NONE).reduce(either, NONE);
  };
  const settingsGrant = (object: ObjectSpec): ObjectGrant =>
    profile?.administrator || grants.some((grant) => grant.settingsTypes.has(object.name)) ? READ : NONE;
  const objectGrant = (object: ObjectSpec): ObjectGrant => {
    if (object.kind === 'settings') return settingsGrant(object);
    if (profile?.administrator) return ALL;
    if (object.kind === 'people' || object.name === 'Organization') return READ;
    if (object.kind === 'setup') return userPermissions.has('ViewSetup') ? READ : NONE;
    return businessGrant(object);
  };
  const fieldGrant = (object: ObjectSpec, field: FieldSpec, right: 'read' | 'edit'): boolean => {
    if (profile?.administrator || object.kind !== 'business' || !field.permissionable) return true;
    if (profile?.standardObjects && !field.custom) return true;
    return grants.some(
      (grant) => grant.fields.get(`${object.name}.${grantedAs(field.name)}`)?.[right] ?? false,
    );
  };

  const isOwn = (object: ObjectSpec, row: Row): boolean =>
    object.field('OwnerId') === undefined || row.OwnerId === holder.userId;
  const seesAll = (object: ObjectSpec): boolean =>
    object.sharing !== 'Private' || objectGrant(object).viewAll || userPermissions.has('ViewAllData');
  const editsAll = (object: ObjectSpec): boolean =>
    object.sharing === 'ReadWrite' || objectGrant(object).modifyAll || userPermissions.has('ModifyAllData');

  return {
    platform: false,
    seesAll,
    seesRecord: (object, row) => seesAll(object) || isOwn(object, row),
    editsRecord: (object, row) => editsAll(object) || isOwn(object, row),
    userId: holder.userId,
    profileName: holder.profileName,
    permissionSets: holder.sets.map((set) => set.name),
    userPermissions,
    customPermissions: new Set(grants.flatMap((grant) => [...grant.customPermissions])),
    object: objectGrant,
    mayRead: (object, field) =>
      objectGrant(object).read &&
      fieldGrant(object, field, 'read') &&
      !(object.kind === 'settings' && NOT_OF_SETTINGS.has(field.name)),
    mayEdit: (object, field) => field.writable !== 'readOnly' && fieldGrant(object, field, 'edit'),
  };
}

const ADDRESS_PART = /^(Billing|Mailing|Other|Shipping)?(Street|City|State|PostalCode|Country)(Code)?$/;

/** The parts of an address are granted together, as the compound field (Metadata API, PermissionSet). */
function grantedAs(fieldName: string): string {
  const [part, prefix = ''] = ADDRESS_PART.exec(fieldName) ?? [];
  return part === undefined ? fieldName : `${prefix}Address`;
}

/** The platform itself: writes read-only fields too. */
export function systemAccess(userId: string): Access {
  return {
    ...accessOf({ userId, profileName: 'System Administrator', sets: [] }),
    platform: true,
    mayEdit: () => true,
  };
}

/** Tasks take no object permissions: user permissions open them (Metadata API, PermissionSet, userPermissions). */
function activityGrant(userPermissions: ReadonlySet<string>): ObjectGrant {
  const edit = userPermissions.has('EditTask');
  return { ...(edit ? FULL : NONE), read: edit || userPermissions.has('ActivitiesAccess') };
}

function either(one: ObjectGrant, other: ObjectGrant): ObjectGrant {
  return {
    read: one.read || other.read,
    create: one.create || other.create,
    edit: one.edit || other.edit,
    delete: one.delete || other.delete,
    viewAll: one.viewAll || other.viewAll,
    modifyAll: one.modifyAll || other.modifyAll,
  };
}
