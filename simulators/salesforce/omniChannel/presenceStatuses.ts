import { basename } from 'node:path';
import { metadataFiles, readMetadata, textOf } from '../org/metadata/xml.ts';

/** A presence that an agent can have in Omni-Channel. */
export interface PresenceStatus {
  /** Id of a ServicePresenceStatus. */
  readonly id: string;
  /** Developer name. */
  readonly name: string;
  readonly label: string;
}

const SUFFIX = '.servicePresenceStatus-meta.xml';

/** The statuses that metadata folders bring (Metadata API, ServicePresenceStatus); none: Omni-Channel is off. */
export function presenceStatuses(folders: readonly string[]): readonly PresenceStatus[] {
  return metadataFiles(folders, SUFFIX).map((path, index) => {
    const name = basename(path, SUFFIX);
    const label = textOf(readMetadata(path, 'ServicePresenceStatus'), 'label') ?? name;
    return { id: `0N5${String(index + 1).padStart(12, '0')}AAA`, name, label };
  });
}
