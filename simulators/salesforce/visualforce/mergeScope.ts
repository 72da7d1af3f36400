import { elements, metadataFiles, readMetadata, textOf } from '../org/metadata/xml.ts';
import type { Org, OrgUser } from '../org/org.ts';
import type { MergeScope } from './expression.ts';
import type { StaticResources } from './staticResources.ts';

/** What a page shown to one user may name. */
export interface PageRequest {
  readonly org: Org;
  readonly user: OrgUser;
  readonly forceApp: string;
  readonly resources: StaticResources;
  readonly query: URLSearchParams;
}

type Global = (path: readonly string[], request: PageRequest) => string | undefined;

const globals: Readonly<Record<string, Global>> = {
  Resource: ([name = ''], { resources }) => resources.url(name),
  Label: ([first = '', second], { forceApp }) => customLabels(forceApp).get(second ?? first),
  User: ([name = ''], { user }) => userFields(user)[name],
  Organization: ([name = ''], { org }) => ({ Id: org.id, Name: org.name })[name],
  Profile: ([name = ''], { user }) => ({ Name: user.profileName })[name],
  CurrentPage: ([what, name = ''], { query }) =>
    what === 'parameters' ? (query.get(name) ?? '') : undefined,
  Permission: ([name = ''], { user }) => String(user.customPermissions.includes(name)),
};

export function mergeScope(request: PageRequest): MergeScope {
  return {
    global: (name, path) => globals[name]?.(path, request),
    resourceUrl: (url, path) => `${url}/${path.replace(/^\//, '')}`,
  };
}

function userFields(user: OrgUser): Readonly<Record<string, string>> {
  const [firstName = '', ...others] = user.name.split(' ');
  return {
    Id: user.id,
    Username: user.username,
    Email: user.email,
    FirstName: firstName,
    LastName: others.join(' '),
    Title: user.title ?? '',
  };
}

function customLabels(forceApp: string): ReadonlyMap<string, string> {
  const labels = metadataFiles(forceApp, '.labels-meta.xml').flatMap((path) =>
    elements(readMetadata(path, 'CustomLabels'), 'labels'),
  );
  return new Map(labels.map((label) => [textOf(label, 'fullName') ?? '', textOf(label, 'value') ?? '']));
}
