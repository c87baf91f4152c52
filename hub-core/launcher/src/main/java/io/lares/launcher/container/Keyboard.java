package io.lares.launcher.container;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;

/**
 * Has Ctrl-C interrupt a command's thread instead of ending the program, so that a command may end
 * a part of its work only. Pressed again before the thread has taken notice, it ends the program.
 */
final class Keyboard {
  /** What a shell gives a program that Ctrl-C has ended. */
  private static final int INTERRUPTED = 128 + 2;

  private Keyboard() {}

  /** From now on. Where this Java has no such signals everything stays as it is. */
  static void interrupts(Thread command) {
    try {
      // By name: the compiler takes no programs that name this package.
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      Object pressed =
          Proxy.newProxyInstance(
              handler.getClassLoader(),
              new Class<?>[] {handler},
              (proxy, method, arguments) -> pressed(command, method));
      signal
          .getMethod("handle", signal, handler)
          .invoke(null, signal.getConstructor(String.class).newInstance("INT"), pressed);
    } catch (ReflectiveOperationException e) {
      System.getLogger(Keyboard.class.getName())
          .log(System.Logger.Level.DEBUG, "Ctrl-C ends the program", e);
    }
  }

  private static Object pressed(Thread command, Method method) {
    if (method.getName().equals("handle")) {
      if (command.isInterrupted()) {
        Runtime.getRuntime().halt(INTERRUPTED);
      }
      command.interrupt();
    }
    return 0;
  }
}
