/** The fault campaign: whatever dies, source and target stay one. Begin with {@link io.dbstream.endtoend.faults.FaultCampaignIT}. */
@NullMarked
package io.dbstream.endtoend.faults;

import org.jspecify.annotations.NullMarked;
