/** Of PeerJS only what we use: imported whole it brings its other wire formats. */
export { Peer } from 'peerjs';
