package org.souk.deployer.internal;

import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** A health check that warns while the deploy folder, or something in it, cannot be examined or takes long. Live shops are not affected. */
@Component(
        immediate = true,
        property = {
            HealthCheck.NAME + "=deploy-folder",
            HealthCheck.MBEAN_NAME + "=deploy-folder",
            HealthCheck.RESULT_CACHE_TTL_IN_MS + ":Long=0"
        })
public final class DeployFolderHealth implements HealthCheck {
    private final Deployer deployer;

    @Activate
    public DeployFolderHealth(@Reference Deployer deployer) {
        this.deployer = deployer;
    }

    @Override
    public Result execute() {
        String trouble = deployer.scanTrouble();
        return trouble.isEmpty()
                ? new Result(Result.Status.OK, "changes are noticed")
                : new Result(Result.Status.WARN, "changes may be noticed late: " + trouble);
    }
}
