package io.lares.planner;

import io.lares.home.AreaId;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A timer that runs or is held.
 *
 * @param name empty where it has none
 * @param area where it belongs to, or null
 * @param length its full length when it was started
 * @param left how much of it is left; never negative
 * @param command what is done when it is over, as a sentence; empty where it only rings
 */
public record HomeTimer(
    String id,
    String name,
    @Nullable AreaId area,
    Duration length,
    Duration left,
    boolean paused,
    String command) {}
