import type { SalesforceStandIn } from '../../../simulators/salesforce/index.ts';

/** What a layout says of one kind of match: the choice of Setup, and what it pops to. */
type PopChoice = readonly [screenPopType: string, target?: string];

export interface LayoutChoices {
  readonly noMatch?: PopChoice;
  readonly oneMatch?: PopChoice;
  readonly manyMatches?: PopChoice;
  /** Fields shown by object; contacts with their names when not given. */
  readonly objects?: Readonly<Record<string, readonly string[]>>;
}

const kinds = { noMatch: 'NoMatch', oneMatch: 'SingleMatch', manyMatches: 'MultipleMatches' } as const;

/** Makes this the softphone layout of everybody, as an administrator does in Setup; what is not given does not pop. */
export async function setSoftphoneLayout(
  { org, url }: SalesforceStandIn,
  { objects = { Contact: ['Name'] }, ...pops }: LayoutChoices,
): Promise<void> {
  const form = new URLSearchParams({ id: 'journey', name: 'Journey', isDefault: 'true' });
  for (const [sObject, fields] of Object.entries(objects)) {
    for (const field of fields) form.append(`Inbound.objects.${sObject}`, field);
  }
  for (const [kind, name] of Object.entries(kinds)) {
    const [type, target] = pops[kind as keyof typeof kinds] ?? ['DoNotPop'];
    form.append(`pop.${name}`, type);
    if (target) form.append(`pop.${name}.${type}`, target);
  }
  const { token } = org.sessionFor(org.users()[0]?.id ?? '');
  const answer = await fetch(`${url}/lightning/setup/SoftphoneLayouts/save`, {
    method: 'POST',
    redirect: 'manual',
    headers: { cookie: `sid=${encodeURIComponent(token)}`, connection: 'close' },
    body: form,
  });
  if (answer.status !== 303) throw new Error(`The layout could not be saved: ${await answer.text()}`);
}
