export { corridorRoute } from './corridor.tsx';
