import dialing from '@salesforce/label/c.Softphone_Call_Dialing';
import incoming from '@salesforce/label/c.Softphone_Incoming';
import incomingQueue from '@salesforce/label/c.Softphone_Incoming_Queue';
import noDesktop from '@salesforce/label/c.Softphone_NoDesktop';
import notReady from '@salesforce/label/c.Softphone_Bar_NotReady';
import problem from '@salesforce/label/c.Softphone_Bar_Problem';
import signingIn from '@salesforce/label/c.Softphone_SigningIn';
import softphone from '@salesforce/label/c.Softphone_Title';
import loggedOut from '@salesforce/label/c.Softphone_State_LoggedOut';
import onCall from '@salesforce/label/c.Softphone_State_OnCall';
import ready from '@salesforce/label/c.Softphone_State_Ready';
import wrapUp from '@salesforce/label/c.Softphone_State_WrapUp';

/** Words outside the panels, from the org's custom labels. */
export const words = {
  bar: {
    softphone,
    signingIn,
    problem,
    loggedOut,
    ready,
    notReady,
    ringing: incoming,
    dialing,
    onCall,
    wrapUp,
  },
  notification: { incoming, incomingQueue },
  noDesktop,
} as const;
