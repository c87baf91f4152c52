const CENTRE = 100;
const RADIUS = 86;
const START = (-225 * Math.PI) / 180;
const SWEEP = (270 * Math.PI) / 180;

const point = (part: number) => {
  const angle = START + SWEEP * part;
  return `${(CENTRE + RADIUS * Math.cos(angle)).toFixed(2)} ${(CENTRE + RADIUS * Math.sin(angle)).toFixed(2)}`;
};

/** The path of a dial between two parts of its way from 0 to 1, open at the bottom; a dot where they are equal. */
export function arc(from: number, to: number): string {
  if (to - from < 0.001) return `M${point(from)}h.01`;
  return `M${point(from)}A${RADIUS} ${RADIUS} 0 ${(to - from) * 270 > 180 ? 1 : 0} 1 ${point(to)}`;
}
