/** What the toolkit's script in a frame asks the console page. */
export interface ToolkitCall {
  readonly consoleToolkit: 'call';
  readonly id: number;
  readonly method: 'setServicePresenceStatus' | 'getServicePresenceStatusId' | 'logout';
  readonly statusId?: string;
}

/** What the console page answers. */
export interface ToolkitAnswer {
  readonly consoleToolkit: 'answer';
  readonly id: number;
  readonly answer: {
    readonly success: boolean;
    readonly statusId?: string;
    readonly statusApiName?: string;
    readonly statusName?: string;
  };
}
