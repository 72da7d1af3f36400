import { accessOf, systemAccess } from './access/access.ts';
import type { Access } from './access/access.ts';
import type { PermissionSetMetadata } from './metadata/permissionSets.ts';
import type { OrgUser } from './org.ts';
import { recordId } from './recordId.ts';
import type { Database, Row } from './store/database.ts';

/** Who may do what, from the rows of User, Profile and PermissionSetAssignment. */
interface People {
  readonly users: () => readonly OrgUser[];
  readonly access: (userId: string) => Access;
  /** To be called when one of those rows changed. */
  readonly forget: () => void;
}

/** Acts for the platform, as in seeding; its records are the administrator's, who is the first user. */
export const SYSTEM = 'system';

/** Objects whose rows decide about access. */
export const ACCESS_OBJECTS: readonly string[] = [
  'User',
  'Profile',
  'PermissionSet',
  'PermissionSetAssignment',
];

export function createPeople(database: Database, permissionSets: readonly PermissionSetMetadata[]): People {
  const known = new Map<string, Access>();

  const setsOf = (userId: string): readonly PermissionSetMetadata[] => {
    const sql = `SELECT s."Name" AS name FROM "PermissionSetAssignment" a JOIN "PermissionSet" s ON s."Id" = a."PermissionSetId"
      WHERE a."AssigneeId" = ? AND a."IsDeleted" = 0 AND s."IsDeleted" = 0 ORDER BY name`;
    const names = new Set(database.all(sql, [userId]).map((row) => row.name));
    return permissionSets.filter((set) => names.has(set.name));
  };
  const userRows = (where: string, parameters: readonly string[] = []): readonly Row[] =>
    database.all(
      `SELECT u.*, p."Name" AS profileName FROM "User" u LEFT JOIN "Profile" p ON p."Id" = u."ProfileId" WHERE ${where} ORDER BY u."Id"`,
      parameters,
    );
  const access = (userId: string): Access => {
    const cached = known.get(userId);
    if (cached) return cached;
    if (userId === SYSTEM) return systemAccess(recordId('005', 1));
    const profileName = String(userRows('u."Id" = ? AND u."IsActive" = 1', [userId])[0]?.profileName ?? '');
    const computed = accessOf({ userId, profileName, sets: setsOf(userId) });
    known.set(userId, computed);
    return computed;
  };

  return {
    access,
    forget: () => {
      known.clear();
    },
    users: () =>
      userRows('u."IsActive" = 1 AND u."IsDeleted" = 0').map((row) => readUser(row, access(String(row.Id)))),
  };
}

function readUser(row: Row, access: Access): OrgUser {
  const text = (name: string): string | undefined => (typeof row[name] === 'string' ? row[name] : undefined);
  return {
    id: String(row.Id),
    username: text('Username') ?? '',
    name: text('Name') ?? '',
    email: text('Email') ?? '',
    title: text('Title'),
    profileName: access.profileName,
    callCenterId: text('CallCenterId'),
    permissionSets: access.permissionSets,
    customPermissions: [...access.customPermissions],
  };
}
