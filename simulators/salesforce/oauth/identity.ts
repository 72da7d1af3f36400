import type { Org } from '../org/org.ts';

/** The identity document of a user: `GET /id/<org>/<user>` ("Identity URL Response", Salesforce Help). */
export function identityOf(
  org: Org,
  source: { userId: string; instanceUrl: string },
): Record<string, unknown> {
  const { userId, instanceUrl } = source;
  const user = org.retrieve({ sObject: 'User', id: userId }, userId);
  const rest = `${instanceUrl}/services/data/v{version}/`;
  return {
    id: `https://login.salesforce.com/id/${org.id}/${userId}`,
    asserted_user: true,
    user_id: userId,
    organization_id: org.id,
    username: user.Username,
    nick_name: user.Alias,
    display_name: user.Name,
    first_name: user.FirstName,
    last_name: user.LastName,
    email: user.Email,
    email_verified: true,
    timezone: user.TimeZoneSidKey,
    locale: user.LocaleSidKey,
    language: user.LanguageLocaleKey,
    user_type: 'STANDARD',
    active: user.IsActive,
    utcOffset: 0,
    last_modified_date: user.LastModifiedDate,
    is_app_installed: true,
    photos: {
      picture: `${instanceUrl}/services/images/photo/${userId}`,
      thumbnail: `${instanceUrl}/services/images/photo/${userId}`,
    },
    urls: {
      rest,
      sobjects: `${rest}sobjects/`,
      search: `${rest}search/`,
      query: `${rest}query/`,
      profile: `${instanceUrl}/${userId}`,
      custom_domain: instanceUrl,
    },
  };
}

/** The same person as OpenID Connect tells it: `GET /services/oauth2/userinfo`. */
export function userInfoOf(
  org: Org,
  source: { userId: string; instanceUrl: string },
): Record<string, unknown> {
  const identity = identityOf(org, source);
  return {
    sub: identity.id,
    user_id: identity.user_id,
    organization_id: identity.organization_id,
    preferred_username: identity.username,
    nickname: identity.nick_name,
    name: identity.display_name,
    given_name: identity.first_name,
    family_name: identity.last_name,
    email: identity.email,
    email_verified: true,
    zoneinfo: identity.timezone,
    locale: identity.locale,
    language: identity.language,
    user_type: 'STANDARD',
    active: identity.active,
    updated_at: identity.last_modified_date,
    photos: identity.photos,
    urls: identity.urls,
  };
}
