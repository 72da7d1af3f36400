import { basename } from 'node:path';
import { elements, isTrue, metadataFiles, readMetadata, textOf } from '../org/metadata/xml.ts';
import type { Org, OrgUser } from '../org/org.ts';

export type CodeKind = 'apexClass' | 'apexPage';

const grantElements: Readonly<Record<CodeKind, string>> = {
  apexClass: 'classAccesses',
  apexPage: 'pageAccesses',
};

/**
 * Which Apex classes and Visualforce pages a user may use: those that a permission set grants (Metadata API,
 * PermissionSet, classAccesses and pageAccesses), all of them for an administrator.
 */
export class CodeAccess {
  readonly #org: Org;
  readonly #metadata: string | readonly string[];

  /** `metadata` names the folders that hold the permission sets. */
  constructor(org: Org, metadata: string | readonly string[]) {
    this.#org = org;
    this.#metadata = metadata;
  }

  mayUse(user: OrgUser, kind: CodeKind, name: string): boolean {
    if (this.#org.effectiveAccess(user.id).userPermissions.has('CustomizeApplication')) return true;
    return metadataFiles(this.#metadata, '.permissionset-meta.xml')
      .filter((path) => user.permissionSets.includes(basename(path, '.permissionset-meta.xml')))
      .flatMap((path) => elements(readMetadata(path, 'PermissionSet'), grantElements[kind]))
      .some((grant) => textOf(grant, kind) === name && isTrue(grant, 'enabled'));
  }
}
