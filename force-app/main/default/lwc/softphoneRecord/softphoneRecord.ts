const ICONS: Readonly<Record<string, string>> = {
  Account: 'standard:account',
  Case: 'standard:case',
  Contact: 'standard:contact',
  Lead: 'standard:lead',
  Opportunity: 'standard:opportunity',
};

/** The platform's icon for records of an object. */
export function objectIcon(objectType: string): string {
  return ICONS[objectType] ?? 'standard:record';
}

/** Whether records of an object are people, who have initials. */
export function isPerson(objectType: string): boolean {
  return objectType === 'Contact' || objectType === 'Lead';
}

/** First letters of the first and the last name: `Ana María Ruiz` is `AR`. */
export function initials(name: string): string {
  const names = name.trim().split(/\s+/);
  const ends = names.length > 1 ? [names[0], names[names.length - 1]] : [names[0]];
  return ends
    .map((each) => [...(each ?? '')][0] ?? '')
    .join('')
    .toUpperCase();
}
