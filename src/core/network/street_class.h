/*
 * street_class.h
 *		Classes of a street.
 *
 * src/core/network/street_class.h
 */
#ifndef CC_STREET_CLASS_H
#define CC_STREET_CLASS_H

/* Classes of a street, one bit each. The rest is reserved and zero. */
#define CC_STEPS 0x0001u
#define CC_CLOSED 0x0002u /* no door: no walk may start or end on it */
#define CC_PRIVATE 0x0004u
#define CC_LIFT 0x0008u
#define CC_ESCALATOR 0x0010u
#define CC_CROSSING 0x0020u
#define CC_TUNNEL 0x0040u
#define CC_BRIDGE 0x0080u
#define CC_INDOOR 0x0100u
#define CC_PLAZA 0x0200u /* a line of an open place: it crosses others without meeting them */
#define CC_CLASS_BITS 0x03ffu

#endif /* CC_STREET_CLASS_H */
