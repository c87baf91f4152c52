package io.lares.kernel;

import io.lares.home.Command;
import io.lares.home.Outcome;
import java.util.concurrent.CompletionStage;

/**
 * A command under way.
 *
 * @param id unique within this run of the hub
 * @param outcome always completes, at the latest when the deadline has passed; never exceptionally
 */
public record CommandTicket(long id, Command command, CompletionStage<Outcome> outcome) {}
