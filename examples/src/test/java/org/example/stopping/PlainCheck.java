package org.example.stopping;

import ai.arkor.api.ArkorClient;
import ai.arkor.api.JobStatus;
import ai.arkor.api.ReconnectPolicy;
import ai.arkor.api.RunReference;
import ai.arkor.client.ArkorClients;
import ai.arkor.testkit.Fault;
import ai.arkor.testkit.ScriptedCloud;
import java.time.Duration;

/** Somebody else cancels the run that is being watched, and the stream breaks twice. */
final class PlainCheck {

    private PlainCheck() {}

    public static void main(String[] args) throws InterruptedException {
        try (ScriptedCloud cloud = ScriptedCloud.start(); ArkorClient client = client(cloud)) {
            cloud.existingJob("job-7").started().log(1, 2.0).end().status("cancelled").fault(Fault.resetAfterEvents(1), Fault.dropAfterBytes(40));
            RunReference reference = new RunReference(cloud.address().toString(), cloud.organisation(), "support", "job-7");
            JobStatus status = new StopByHand().watch(client.attach(reference)).status();
            if (!status.equals(JobStatus.CANCELLED) || !cloud.requests("POST /v1/jobs/*/cancel").isEmpty()) {
                throw new AssertionError("The run is " + status + ", after " + cloud.requests());
            }
        }
    }

    private static ArkorClient client(ScriptedCloud cloud) {
        return ArkorClients.connect(cloud.address()).token(cloud::token).organisation(cloud.organisation())
                .reconnect(ReconnectPolicy.DEFAULT.delay(Duration.ofMillis(1))).build();
    }
}
