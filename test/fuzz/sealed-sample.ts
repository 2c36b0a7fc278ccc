/** A file of SOPS and the key that opens it: made once for the fuzz, and of no use for anything else. */

/** Opens {@link SEALED}. */
export const AGE_KEY = 'AGE-SECRET-KEY-1AVX34WQ24RGN8TA9ERVZVX8QNXXT6KGQQVRX7GYCE2MYVLZJNWFQYS43TN';

/** A state with values of every kind. */
export const SEALED = `passwd:
    db: ENC[AES256_GCM,data:qaFF8FgNtxC5Eg==,iv:tWrO1Yi3IIzHnOg42t4vAbINV2HZEtR9IX+h6RhemU4=,tag:Kxkl5uZZJDpYyvV1l0oWxw==,type:str]
    queue: ENC[AES256_GCM,data:TORcRaairw==,iv:jECxbc6a8CEcR/c4uJlAnj5MdAYcCEwb0jy+RxnaPyU=,tag:lK1dKJ6Fq0rRZ294w0LSOg==,type:str]
values:
    port: ENC[AES256_GCM,data:rHa6QQ==,iv:iuUnt6gLatBMf4PJvolUAYzu8ZicAoMPQaX1JWsVEtQ=,tag:mjazjCt3+jqYZhEFsMrbBA==,type:int]
    ratio: ENC[AES256_GCM,data:Y9j6,iv:fsUS/1Oiwn6j6gHSCY7CLk7wuMNUjy31Mx885iUFOXQ=,tag:9UOjrFniRWflsmtqyYhB1g==,type:float]
    "on": ENC[AES256_GCM,data:i8mG2Q==,iv:v5j3tT76R2oiJaIdg0elKHulsByyInwvz97AuGK7Y3Y=,tag:mWNeQ6zzR9O7CKzi/YB2LQ==,type:bool]
    names:
        - ENC[AES256_GCM,data:Yg==,iv:BFZC/jpMQJxX3Cf7UjhO7t6lVhcIs6KZ43QwABhB7Q4=,tag:s/AXqNzAHte3OCm7oWYgOg==,type:str]
        - ENC[AES256_GCM,data:nw==,iv:nN5pV81HjRIn5Z0OaxCYYmo0aevUsEZ8J6qO3JYVrTo=,tag:8orFkarkwuM4q3LNcJRyXw==,type:str]
    none: null
    empty: ""
sops:
    age:
        - enc: |
            -----BEGIN AGE ENCRYPTED FILE-----
            YWdlLWVuY3J5cHRpb24ub3JnL3YxCi0+IFgyNTUxOSA4MWFHL2U4MTdFc0VPSEFW
            Z3ZURHY0azAvTlZ4Mm5yN0tFdnJPMW9UYVFvCi9qdlpVNDNiajVuYVhUSkJKVlFn
            WTRHM2RSbVFvYjNGNXpxZkRSRmJrSFUKLS0tIEpxYU84ODFwckJXdnoxN1Y5aE5U
            SkFSWFd4UlhEeFR6aE1IWUF6clNybjgK+HKHtSOHC3W3h57K3T40Xot/iEvAGoHH
            hV9SKCWq5Qi8SI4qiPNTDxq227hZWTiAhFZYJufXBvxoF+ExFvof5g==
            -----END AGE ENCRYPTED FILE-----
          recipient: age1e7wt9vv5pngkxqjcnvfacmm8elpa5rt8nusw7sx7980r6ym2rspslqhdny
    lastmodified: "2023-11-14T22:13:20Z"
    mac: ENC[AES256_GCM,data:3RMnS0ZOHkNLTrYsJq0d9XZph4bCpNgUSMW6N1Om/EwW4e13RhmG2MKtFRbAjbLJ1mGfOcu8idi3R2MU1SPoPGAg1LDhl/YjISK64aiir0qukhrLc5mcBbhFxMgbUCp055PWF1zzEcCQeAtaGYMDA0t7RnjD135UZxy32xoNIn4=,iv:m8OsX2KLMdaQ/vG09nZ2sKHzK1G9Z9s/1FZojdqS0XE=,tag:OpQx8a/vio/x5/Fi1hooEQ==,type:str]
    unencrypted_suffix: _unencrypted
    version: 3.13.0
`;
