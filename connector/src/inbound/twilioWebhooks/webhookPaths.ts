/** Where Twilio finds the connector, below its public address. */
export const webhookPaths = {
  callArrived: '/twilio/voice',
  digits: '/twilio/voice/digits',
  queueLeft: '/twilio/voice/queueLeft',
  wait: '/twilio/voice/wait',
  agentLegArrived: '/twilio/voice/outbound',
  callerStatus: '/twilio/voice/status',
  assignment: '/twilio/taskrouter/assignment',
  taskRouterEvents: '/twilio/taskrouter/events',
  conference: '/twilio/conference',
  leg: '/twilio/leg',
  recording: '/twilio/recording',
  waitMusic: '/twilio/sounds/wait.wav',
} as const;
