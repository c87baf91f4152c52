package io.lares.launcher.container;

import java.io.IOException;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.osgi.framework.BundleException;

/** The program's entry: the hub, or one command that a bundle offers. */
public final class Main {
  private Main() {}

  /** Runs the hub until it is stopped. */
  public static void main(String[] arguments) throws InterruptedException {
    System.setProperty("java.util.logging.manager", HubLog.Manager.class.getName());
    int exit;
    try {
      Options options = Options.parse(List.of(arguments), System.getenv());
      Distribution distribution = Distribution.ofThisProgram();
      exit =
          options.command().isEmpty()
              ? new Hub(options, distribution, System.out).run()
              : new CommandRun(options, distribution).run();
    } catch (Options.Mistake e) {
      System.err.println("lares: " + e.getMessage());
      exit = 2;
    } catch (IOException | BundleException e) {
      System.err.println("lares: the hub can't start: " + e);
      exit = 1;
    } catch (RuntimeException | Error e) {
      // A mistake of the program: the container's threads would keep it alive for ever.
      Logger.getLogger(Main.class.getName()).log(Level.SEVERE, "What was asked for broke off", e);
      exit = 1;
    }
    if (exit >= 0) {
      System.exit(exit);
    }
  }
}
