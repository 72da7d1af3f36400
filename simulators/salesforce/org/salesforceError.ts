/**
 * A request that Salesforce refuses, with the code its REST API answers.
 *
 * "Status Codes and Error Responses", REST API Developer Guide.
 */
export class SalesforceError extends Error {
  readonly errorCode: string;
  readonly status: number;
  readonly fields: readonly string[] | undefined;

  constructor(
    errorCode: string,
    message: string,
    more: { status?: number; fields?: readonly string[] } = {},
  ) {
    super(message);
    this.errorCode = errorCode;
    this.status = more.status ?? 400;
    this.fields = more.fields;
  }

  /** One element of a REST error body. */
  toErrorBody(): { message: string; errorCode: string; fields?: readonly string[] } {
    return { message: this.message, errorCode: this.errorCode, ...(this.fields && { fields: this.fields }) };
  }

  /** One element of a record's `errors` in an sObject Collections answer. */
  toRecordError(): { statusCode: string; message: string; fields: readonly string[] } {
    return { statusCode: this.errorCode, message: this.message, fields: this.fields ?? [] };
  }
}

/** More than one record has the external id (HTTP 300); `ids` are the records. */
export class MultipleChoices extends SalesforceError {
  readonly ids: readonly string[];

  constructor(field: string, ids: readonly string[]) {
    super(
      'MULTIPLE_CHOICES',
      `${field}: more than one record found for external id field: [${ids.join(', ')}]`,
      {
        status: 300,
      },
    );
    this.ids = ids;
  }
}

export function notFound(message = 'The requested resource does not exist'): SalesforceError {
  return new SalesforceError('NOT_FOUND', message, { status: 404 });
}

export function invalidField(sObject: string, field: string): SalesforceError {
  return new SalesforceError(
    'INVALID_FIELD',
    `No such column '${field}' on entity '${sObject}'. If you are attempting to use a custom field, be sure to append the '__c' after the custom field name.`,
  );
}

export function invalidType(sObject: string): SalesforceError {
  return new SalesforceError(
    'INVALID_TYPE',
    `sObject type '${sObject}' is not supported. If you are attempting to use a custom object, be sure to append the '__c' after the entity name.`,
  );
}

export function readOnlyRecord(): SalesforceError {
  return new SalesforceError('INSUFFICIENT_ACCESS_OR_READONLY', 'insufficient access rights on object id', {
    status: 403,
    fields: [],
  });
}
