package io.lares.launcher.container;

import java.io.IOException;
import java.util.List;
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
      // The container's threads would keep the program alive for ever.
      e.printStackTrace();
      exit = 1;
    }
    if (exit >= 0) {
      System.exit(exit);
    }
  }
}
