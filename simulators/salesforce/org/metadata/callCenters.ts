import { basename } from 'node:path';
import { metadataFiles, readMetadata, textOf } from './xml.ts';

interface CallCenterMetadata {
  readonly internalName: string;
  readonly displayName: string;
  readonly adapterUrl: string | undefined;
  readonly customSettings: string | undefined;
  readonly version: number | undefined;
}

/** The call centers of a source folder (Metadata API, CallCenter; the file's name is the internal name). */
export function readCallCenters(folders: readonly string[]): readonly CallCenterMetadata[] {
  return metadataFiles(folders, '.callCenter-meta.xml').map((path) => {
    const internalName = basename(path, '.callCenter-meta.xml');
    const xml = readMetadata(path, 'CallCenter');
    const version = textOf(xml, 'version');
    return {
      internalName,
      displayName: textOf(xml, 'displayName') ?? internalName,
      adapterUrl: textOf(xml, 'adapterUrl'),
      customSettings: textOf(xml, 'customSettings'),
      version: version === undefined ? undefined : Number(version),
    };
  });
}
