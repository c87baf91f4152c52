package io.lares.mimo.kernel;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.ArrayList;
import java.util.List;

/**
 * Functions in machine code, written at run time, in memory of their own: first it can be written
 * to, and then run and no longer changed. On Linux.
 */
final class MachineCode implements AutoCloseable {
  private static final int READ = 1;
  private static final int WRITE = 2;
  private static final int EXECUTE = 4;
  private static final int PRIVATE_ANONYMOUS = 0x22;
  private static final int ALIGNMENT = 64;
  private static final Linker LINKER = Linker.nativeLinker();
  private static final MethodHandle MAP =
      function(
          "mmap",
          FunctionDescriptor.of(
              ValueLayout.ADDRESS,
              ValueLayout.ADDRESS,
              ValueLayout.JAVA_LONG,
              ValueLayout.JAVA_INT,
              ValueLayout.JAVA_INT,
              ValueLayout.JAVA_INT,
              ValueLayout.JAVA_LONG));
  private static final MethodHandle PROTECT =
      function(
          "mprotect",
          FunctionDescriptor.of(
              ValueLayout.JAVA_INT,
              ValueLayout.ADDRESS,
              ValueLayout.JAVA_LONG,
              ValueLayout.JAVA_INT));
  private static final MethodHandle UNMAP =
      function(
          "munmap",
          FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_LONG));

  private static final MethodHandle SYSTEM_CALL =
      function(
          "syscall",
          FunctionDescriptor.of(
              ValueLayout.JAVA_LONG,
              ValueLayout.JAVA_LONG,
              ValueLayout.JAVA_LONG,
              ValueLayout.JAVA_LONG),
          Linker.Option.firstVariadicArg(1));

  /** Five addresses and a number. */
  private static final FunctionDescriptor DESCRIPTION =
      FunctionDescriptor.ofVoid(
          ValueLayout.ADDRESS,
          ValueLayout.ADDRESS,
          ValueLayout.ADDRESS,
          ValueLayout.ADDRESS,
          ValueLayout.ADDRESS,
          ValueLayout.JAVA_LONG);

  private static final MethodHandle CALL = call();
  private static final MethodHandle CALL_BRIEFLY = call(Linker.Option.critical(true));

  private final MemorySegment memory;
  private final List<MemorySegment> functions = new ArrayList<>();

  /**
   * Takes memory for functions.
   *
   * @throws IOException where the system gives none that can be run
   */
  MachineCode(List<byte[]> codes) throws IOException {
    long size = codes.stream().mapToLong(code -> aligned(code.length)).sum();
    try {
      MemorySegment mapped =
          (MemorySegment)
              MAP.invokeExact(MemorySegment.NULL, size, READ | WRITE, PRIVATE_ANONYMOUS, -1, 0L);
      if (mapped.address() == -1) {
        throw new IOException("there is no memory for machine code");
      }
      memory = whole(mapped, size);
      long at = 0;
      for (byte[] code : codes) {
        MemorySegment function = memory.asSlice(at, code.length);
        function.copyFrom(MemorySegment.ofArray(code));
        functions.add(function);
        at += aligned(code.length);
      }
      if ((int) PROTECT.invokeExact(memory, size, READ | EXECUTE) != 0) {
        close();
        throw new IOException("the system lets no machine code run that is written at run time");
      }
    } catch (IOException | RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  private static long aligned(long size) {
    return (size + ALIGNMENT - 1) & -ALIGNMENT;
  }

  /** Calls a function, counted from 0. What it is given must be as it expects it. */
  void call(
      int function,
      MemorySegment a,
      MemorySegment b,
      MemorySegment c,
      MemorySegment d,
      MemorySegment e,
      long number) {
    try {
      CALL.invokeExact(functions.get(function), a, b, c, d, e, number);
    } catch (RuntimeException | Error thrown) {
      throw thrown;
    } catch (Throwable thrown) {
      throw new IllegalStateException(thrown);
    }
  }

  /**
   * Calls a function that takes some microseconds at most; Java's collector waits for it, and so it
   * may be given arrays.
   */
  void callBriefly(
      int function,
      MemorySegment a,
      MemorySegment b,
      MemorySegment c,
      MemorySegment d,
      MemorySegment e,
      long number) {
    try {
      CALL_BRIEFLY.invokeExact(functions.get(function), a, b, c, d, e, number);
    } catch (RuntimeException | Error thrown) {
      throw thrown;
    } catch (Throwable thrown) {
      throw new IllegalStateException(thrown);
    }
  }

  /** Asks Linux for matrix tiles (arch_prctl, ARCH_REQ_XCOMP_PERM), which this process then has. */
  static boolean asksForTiles() {
    try {
      return (long) SYSTEM_CALL.invokeExact(158L, 0x1023L, 18L) == 0;
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    try {
      int failed = (int) UNMAP.invokeExact(memory, memory.byteSize());
      if (failed != 0) {
        throw new IllegalStateException("machine code can't be let go");
      }
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  @SuppressWarnings("restricted") // Native code is the point.
  private static MethodHandle function(
      String name, FunctionDescriptor description, Linker.Option... options) {
    return LINKER.downcallHandle(LINKER.defaultLookup().findOrThrow(name), description, options);
  }

  @SuppressWarnings("restricted")
  private static MethodHandle call(Linker.Option... options) {
    return LINKER.downcallHandle(DESCRIPTION, options);
  }

  @SuppressWarnings("restricted")
  private static MemorySegment whole(MemorySegment address, long size) {
    return address.reinterpret(size, Arena.global(), null);
  }
}
