/** What the connector needs, or what is there, at Twilio. */
export type ResourceKind = 'workspace' | 'activity' | 'queue' | 'workflow' | 'application' | 'number';

/** Settings in the words of twilio-node; one that is not listed is nobody's concern. */
export type Settings = Readonly<Record<string, string | number | boolean>>;

export interface WantedResource {
  readonly kind: ResourceKind;
  /** Twilio's friendly name; of a number, the number in E.164. */
  readonly name: string;
  readonly settings: Settings;
}

export interface FoundResource extends WantedResource {
  readonly sid: string;
  /** Why the resource cannot serve us, whatever its settings. */
  readonly unfit?: string;
}

export interface Change {
  readonly setting: string;
  readonly from: string | number | boolean;
  readonly to: string | number | boolean;
}

/** What makes `found` different from `wanted`; settings that are not wanted may be anything. */
export function changesOf(wanted: Settings, found: Settings): readonly Change[] {
  return Object.entries(wanted).flatMap(([setting, to]) => {
    const from = found[setting] ?? '';
    return from === to ? [] : [{ setting, from, to }];
  });
}
