/** A flow's metadata: two screens with an unseen step between them, and two input variables. */
export function sampleFlow(flow: { status: 'Active' | 'Draft'; processType?: string }): string {
  return `<Flow xmlns="http://soap.sforce.com/2006/04/metadata">
    <assignments><name>Remember</name><connector><targetReference>Thanks</targetReference></connector></assignments>
    <label>Verify Caller</label><processType>${flow.processType ?? 'Flow'}</processType>
    <screens><name>Ask</name><label>Who calls?</label>
      <connector><targetReference>Remember</targetReference></connector>
      <fields><name>intro</name><fieldText>&lt;p&gt;Call from &lt;b&gt;{!ani}&lt;/b&gt;&lt;/p&gt;</fieldText><fieldType>DisplayText</fieldType></fields>
      <fields><name>number</name><dataType>String</dataType><defaultValue><elementReference>ani</elementReference></defaultValue>
        <fieldText>Call back</fieldText><fieldType>InputField</fieldType></fields>
    </screens>
    <screens><name>Thanks</name><label>Thank you</label>
      <fields><name>bye</name><fieldText>Queue {!queue}</fieldText><fieldType>DisplayText</fieldType></fields></screens>
    <start><connector><targetReference>Ask</targetReference></connector></start>
    <status>${flow.status}</status>
    ${['ani', 'queue'].map((name) => `<variables><name>${name}</name><dataType>String</dataType><isInput>true</isInput></variables>`).join('')}
    <variables><name>inner</name><dataType>String</dataType><isInput>false</isInput></variables>
  </Flow>`;
}
